import { z } from 'zod';
import { command } from '../commands/command.js';
import { SettingDesk } from './setting-desk.service.js';

const key = z.string().min(1).max(80).meta({ title: 'Setting' });
const version = z.int().min(0).meta({ title: 'Version', widget: 'hidden' });

/** Settings are an admin's affair, and that of whoever has the machine's shell. */
export const changeSetting = command({
  name: 'setting.change',
  title: 'Change Setting',
  roles: [],
  input: z.strictObject({
    key,
    version,
    value: z.unknown().optional().meta({
      title: 'Value',
      description: 'In the shape that GET /settings/:key shows; left out: not set, where that is allowed.',
    }),
  }),
  service: SettingDesk,
  run: (desk, tx, { input }) => desk.change(tx, input.key, input.version, input.value),
});

export const resetSetting = command({
  name: 'setting.reset',
  title: 'Reset to Default',
  roles: [],
  input: z.strictObject({ key, version }),
  service: SettingDesk,
  run: (desk, tx, { input }) => desk.reset(tx, input.key, input.version),
});
