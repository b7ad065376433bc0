import 'server-only';

export { readSettings, updateSettings } from './organisation-settings';
