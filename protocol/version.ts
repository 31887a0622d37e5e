/**
 * Raised whenever a schema of this package changes. A test pins it to a fingerprint of the schemas, so that
 * neither can change without the other.
 */
export const PROTOCOL_VERSION = 2
