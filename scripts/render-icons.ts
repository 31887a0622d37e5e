// Renders assets/icon.svg to the sizes browsers ask for. The pictures are committed, since they come out a
// little differently on every machine: `node scripts/render-icons.ts` after changing the drawing.
import { readFile, writeFile, mkdir } from 'node:fs/promises'
import { launch } from 'puppeteer-core'
import { needBrowser } from './find-browser.ts'

const SIZES = [16, 32, 48, 96, 128]

const svg = await readFile(new URL('../assets/icon.svg', import.meta.url), 'base64')
const target = new URL('../public/icon/', import.meta.url)
await mkdir(target, { recursive: true })

const browser = await launch({
  executablePath: needBrowser('chromium'),
  args: ['--no-sandbox', '--disable-gpu'],
})
try {
  const page = await browser.newPage()
  for (const size of SIZES) {
    await page.setViewport({ width: size, height: size })
    await page.setContent(
      `<style>body{margin:0}img{display:block;width:100vw}</style><img src="data:image/svg+xml;base64,${svg}">`,
    )
    const picture = await page.screenshot({ omitBackground: true })
    await writeFile(new URL(`${size}.png`, target), picture)
  }
} finally {
  await browser.close()
}
