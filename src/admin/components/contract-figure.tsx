import React from 'react';

import { isBeyond, type ContractFigure } from '../../goals/runtimes/market/contract-figure.js';
import { moneyText } from '../../platform/money/money.js';
import { useData } from './use-data.js';
import { When } from './when.js';

type Values = Readonly<Record<string, unknown>>;

const COIN = /^[A-Z0-9]{2,10}$/;
const REFRESH_MS = 30_000;

/**
 * What one contract is worth today, beside the cap of a trade (runbook Step 9): the exchange's price moves, and a
 * cap that one contract exceeds lets no trade through. Never in the way of a save.
 * @param settings as they are typed
 */
export function TodaysFigure({ settings }: { readonly settings: Values }): React.JSX.Element | null {
  const coin = settings['defaultCoin'];
  if (typeof coin !== 'string' || !COIN.test(coin)) return null;
  return <Figure key={coin} coin={coin} settings={settings} />;
}

function Figure({ coin, settings }: { readonly coin: string; readonly settings: Values }): React.JSX.Element {
  const { data, problem } = useData<ContractFigure>(`market/${coin}/contract`, () => true, REFRESH_MS);
  if (!data)
    return (
      <p className="w-figure" role="status">
        {problem
          ? `Today’s figure of ${coin} could not be read; saving goes on without it.`
          : `Asking the exchange what one ${coin} contract is worth today…`}
      </p>
    );
  if (data.contract === null)
    return (
      <p className="w-figure" role="status">
        Today’s figure is not known: {data.says} Saving goes on without it.
      </p>
    );
  const { contract, contractValue, markPrice, inrRate, at } = data;
  const cap = settings['maxNotional'];
  const exceeds = isBeyond(contract, cap);
  return (
    <p className={exceeds ? 'w-figure w-figure-over' : 'w-figure'} role="status">
      Today one {coin} contract is worth <b>{moneyText(contract)}</b> ({contractValue} {coin} ×{' '}
      {grouped(markPrice)} USD × ₹{inrRate}; <When at={at} />
      ).{' '}
      {exceeds ? `That is more than ${moneyText(cap)} a trade: while it is so, no trade is suggested.` : null}
    </p>
  );
}

const grouped = (price: string): string => Number(price).toLocaleString('en-IN');
