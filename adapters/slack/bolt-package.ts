/**
 * What we use of Bolt, by name: an import at run time finds the names of a package in the old form of modules only when
 * it is not bundled.
 */
export { App, LogLevel, webApi } from '@slack/bolt'
