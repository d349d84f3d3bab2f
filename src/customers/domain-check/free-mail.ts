import { nameAndParents } from './domain-name.js';

/** Mailboxes anybody may open: the domain says nothing about the company behind the address. */
const FREE_MAIL = new Set(
  `gmail.com googlemail.com outlook.com hotmail.com live.com msn.com hotmail.co.uk live.co.uk outlook.in
  hotmail.fr live.fr outlook.fr outlook.de hotmail.de hotmail.it hotmail.es outlook.es live.nl live.com.au
  yahoo.com ymail.com rocketmail.com myyahoo.com yahoo.co.in yahoo.in yahoo.co.uk yahoo.co.jp yahoo.fr
  yahoo.de yahoo.it yahoo.es yahoo.com.au yahoo.com.br yahoo.ca yahoo.com.sg yahoo.com.ph yahoo.co.id
  aol.com icloud.com me.com mac.com privaterelay.appleid.com proton.me protonmail.com pm.me tutanota.com
  tuta.com tuta.io zoho.com zohomail.com zohomail.in zohomail.eu rediffmail.com rediff.com in.com sify.com
  indiatimes.com gmx.com gmx.net gmx.de gmx.at gmx.ch web.de t-online.de freenet.de mail.com email.com
  usa.com mail.ru bk.ru inbox.ru list.ru yandex.com yandex.ru ya.ru rambler.ru qq.com 163.com 126.com
  yeah.net sina.com sohu.com foxmail.com naver.com daum.net hanmail.net fastmail.com fastmail.fm hey.com
  duck.com laposte.net orange.fr free.fr sfr.fr wanadoo.fr libero.it virgilio.it tiscali.it wp.pl o2.pl
  onet.pl interia.pl seznam.cz centrum.cz abv.bg ukr.net uol.com.br bol.com.br terra.com.br comcast.net
  verizon.net att.net sbcglobal.net bellsouth.net cox.net btinternet.com sky.com bigpond.com`.split(/\s+/),
);

/** `domain` in A-labels. */
export function isFreeMail(domain: string): boolean {
  return nameAndParents(domain).some((name) => FREE_MAIL.has(name));
}
