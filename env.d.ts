interface ImportMetaEnv {
  /** Version of the extension, from package.json. */
  readonly BATON_VERSION: string
}
