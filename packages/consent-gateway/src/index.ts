export { type RunningGateway, type ServeOptions, serve } from './command/serve.ts';
export { readSettings, type Settings, SettingsError } from './config.ts';
