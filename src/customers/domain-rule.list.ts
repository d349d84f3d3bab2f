import type { SqlListSpec } from '../platform/listing/sql-list.js';
import { DOMAIN_RULES } from './domain-rule.entity.js';

/** Our own allow and deny rows beside the published list of disposable domains. */
export const DOMAIN_RULES_LIST: SqlListSpec = {
  id: 'domain-rules',
  title: 'Domain Rules',
  navigation: { icon: 'Shield', section: 'Settings', order: 91 },
  titleColumn: 'domain',
  defaultSort: { column: 'domain', direction: 'asc' },
  roles: ['ops', 'csm', 'security', 'admin'],
  commands: { create: 'domain-rule.add', record: ['domain-rule.remove'] },
  from: 'domain_rule r',
  columns: [
    { name: 'domain', type: 'string', filter: 'ilike', sort: true },
    { name: 'ruling', type: 'enum', label: 'Rule', enumValues: DOMAIN_RULES, filter: 'in' },
    { name: 'reason', type: 'string' },
    { name: 'createdAt', type: 'datetime', label: 'Since', sort: true },
  ],
};
