export { type RunningGateway, type ServeOptions, serve } from './command/serve.ts';
export { readSettings, type Settings, SettingsError } from './config.ts';
export { type SettingReference, settingsReference } from './settings-reference.ts';
