export { type RunningGateway, type ServeOptions, serve } from './command/serve.ts';
export { readSettings, type Settings, SettingsError } from './config.ts';
export { type OpenApiOptions, openApiDocument } from './http/openapi.ts';
export { type SettingReference, settingsReference } from './settings-reference.ts';
