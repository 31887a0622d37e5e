// Makes the checkout ready to run: packages always; browsers, PostgreSQL and proxies when asked for.
// Plain JavaScript without dependencies, because it runs before anything is installed, on whatever Node there is.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const wants = new Set(process.argv.slice(2))

installPackages()
if (wants.has('--browsers')) {
  need('Chromium', ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'], {
    debian: 'chromium',
    path: 'BATON_CHROMIUM',
    mac: '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  })
  need('Firefox', ['firefox-esr', 'firefox'], {
    debian: 'firefox-esr',
    path: 'BATON_FIREFOX',
    mac: '/Applications/Firefox.app/Contents/MacOS/firefox',
  })
}
if (wants.has('--postgres')) {
  need('PostgreSQL', ['initdb'], {
    debian: 'postgresql',
    path: 'BATON_POSTGRES_BIN',
    folders: postgresFolders,
  })
}

if (wants.has('--proxies')) {
  need('nginx', ['nginx'], { debian: 'nginx' })
  need('Caddy', ['caddy'], { debian: 'caddy' })
}

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

/**
 * Sees to it that a program is there: from the environment, the PATH or its usual folders; on Debian as root
 * it is installed. Anything else ends with a sentence that says what to do.
 */
function need(what, commands, { debian, path, folders = () => [], mac }) {
  const found = () =>
    Boolean(path && process.env[path]) ||
    (mac && existsSync(mac)) ||
    commands.some(
      (command) => onPath(command) || folders().some((folder) => existsSync(join(folder, command))),
    )
  if (found()) return
  if (isDebian() && process.getuid?.() === 0) {
    console.log(`Installing ${what} (apt-get install ${debian}) …`)
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    try {
      execFileSync('apt-get', ['update', '-qq'], { stdio: ['ignore', 'ignore', 'inherit'], env })
      execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', debian], {
        stdio: ['ignore', 'ignore', 'inherit'],
        env,
      })
    } catch {
      fail(`apt-get could not install ${what}. Install the package "${debian}" and run this again.`)
    }
    if (found()) return
  }
  fail(
    `${what} is needed and was not found.\n` +
      (isDebian() ? `  Install it: sudo apt-get install ${debian}\n` : '') +
      (path
        ? `  Or set ${path} to where it is${path === 'BATON_POSTGRES_BIN' ? ' (the folder that holds initdb and postgres)' : ''}.`
        : `  Or have "${commands[0]}" in your PATH.`),
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
