/** Runbook Step 2, with trading added by Appendix C (design 5.1). */
export const INDUSTRIES = ['marketing', 'education', 'sales', 'trading'] as const;
export type Industry = (typeof INDUSTRIES)[number];

export const AGENT_TYPES = ['marketing', 'trading'] as const;
export type AgentType = (typeof AGENT_TYPES)[number];

export const AGENT_TYPE_NAMES: Readonly<Record<AgentType, string>> = {
  marketing: 'Marketing Agent',
  trading: 'Trading Agent',
};

/** Which agent suits an industry. It warns, it does not forbid. */
export type IndustryTable = Readonly<Record<Industry, AgentType>>;

export const INDUSTRY_TABLE: IndustryTable = {
  marketing: 'marketing',
  education: 'marketing',
  sales: 'marketing',
  trading: 'trading',
};

/** Runbook Step 2, "industry matches available agents": null when it does, else the warning in words. */
export function industryWarning(
  industry: Industry,
  agentTypes: readonly AgentType[],
  table: IndustryTable = INDUSTRY_TABLE,
): string | null {
  const suited = table[industry];
  const others = agentTypes.filter((type) => type !== suited).map((type) => AGENT_TYPE_NAMES[type]);
  if (others.length === 0) return null;
  return `A company in ${industry} usually hires the ${AGENT_TYPE_NAMES[suited]}; the inquiry names the ${others.join(' and the ')}.`;
}
