// Makes the checkout ready to run: packages always; browsers, PostgreSQL and proxies when asked for.
// Plain JavaScript without dependencies, because it runs before anything is installed, on whatever Node there is.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const wants = new Set(process.argv.slice(2))

/** What else is needed, by what asks for it. `folders` are looked through beside the PATH. */
const PROGRAMS = [
  {
    ...{ option: '--browsers', what: 'Chromium', debian: 'chromium', path: 'BATON_CHROMIUM' },
    commands: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
    mac: '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  },
  {
    ...{ option: '--browsers', what: 'Firefox', debian: 'firefox-esr', path: 'BATON_FIREFOX' },
    commands: ['firefox-esr', 'firefox'],
    mac: '/Applications/Firefox.app/Contents/MacOS/firefox',
  },
  {
    ...{ option: '--postgres', what: 'PostgreSQL', debian: 'postgresql' },
    ...{ path: 'BATON_POSTGRES_BIN', commands: ['initdb'], folders: postgresFolders },
  },
  { option: '--proxies', what: 'nginx', debian: 'nginx', commands: ['nginx'] },
  { option: '--proxies', what: 'Caddy', debian: 'caddy', commands: ['caddy'] },
]

installPackages()
const missing = PROGRAMS.filter((program) => wants.has(program.option) && !isThere(program))
if (missing.length > 0) installPrograms(missing)

/** Installs what the lock file names, when the installed packages are missing or older than it. */
function installPackages() {
  const installed = join(root, 'node_modules', '.package-lock.json')
  const lock = join(root, 'package-lock.json')
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return
  console.log('Installing packages (npm ci) …')
  const npm = process.env.npm_execpath
  const [command, args] = npm ? [process.execPath, [npm]] : ['npm', []]
  const { status } = spawnSync(
    command,
    [...args, 'ci', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: root,
      stdio: 'inherit',
      shell: !npm && process.platform === 'win32',
    },
  )
  if (status !== 0)
    fail('npm ci failed: see above. Baton needs npm 8 or newer and a way to the npm registry.')
}

/** Whether a program is named by the environment, on the PATH or in its usual folders. */
function isThere({ commands, path, folders = () => [], mac }) {
  return (
    Boolean(path && process.env[path]) ||
    Boolean(mac && existsSync(mac)) ||
    commands.some(
      (command) => onPath(command) || folders().some((folder) => existsSync(join(folder, command))),
    )
  )
}

/** Installs programs on Debian as root, all in one go; anything else ends with a sentence that says what to do. */
function installPrograms(programs) {
  if (isDebian() && process.getuid?.() === 0) {
    const names = programs.map(({ debian }) => debian)
    console.log(`Installing ${programs.map(({ what }) => what).join(', ')} (apt-get install) …`)
    const options = {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }
    try {
      execFileSync('apt-get', ['update', '-qq'], options)
      execFileSync(
        'apt-get',
        ['install', '-y', '-qq', '--no-install-recommends', ...names],
        options,
      )
    } catch {
      fail(`apt-get could not install ${names.join(', ')}. Install them and run this again.`)
    }
  }
  const still = programs.filter((program) => !isThere(program))
  if (still.length > 0) fail(still.map(needed).join('\n\n'))
}

/** What to do about a program that is not there. */
function needed({ what, commands, debian, path }) {
  const place = path === 'BATON_POSTGRES_BIN' ? ' (the folder that holds initdb and postgres)' : ''
  return (
    `${what} is needed and was not found.\n` +
    (isDebian() ? `  Install it: sudo apt-get install ${debian}\n` : '') +
    (path ? `  Or set ${path} to where it is${place}.` : `  Or have "${commands[0]}" in your PATH.`)
  )
}

function onPath(command) {
  return (process.env.PATH ?? '')
    .split(process.platform === 'win32' ? ';' : ':')
    .some((folder) => folder !== '' && existsSync(join(folder, command)))
}

function postgresFolders() {
  const base = '/usr/lib/postgresql'
  return existsSync(base) ? readdirSync(base).map((version) => join(base, version, 'bin')) : []
}

function isDebian() {
  try {
    return /^ID(_LIKE)?=.*debian/m.test(readFileSync('/etc/os-release', 'utf8'))
  } catch {
    return false
  }
}

function fail(sentence) {
  console.error(`\n${sentence}\n`)
  process.exit(1)
}
