/**
 * Styles of the button and the frame; they hold inside the shadow root only. Above the frame the page's own header stays
 * free, where sites have their account and cart, unless the window is so low that the chat needs the room.
 */
export const LAUNCHER_STYLES = `
:host { all: initial; }
[hidden] { display: none !important; }
.launcher {
  position: fixed; right: 20px; bottom: 20px; z-index: 2147483001;
  display: flex; align-items: center; gap: 8px; height: 48px; padding: 0 18px 0 16px;
  border: 0; border-radius: 24px; background: #4f46e5; color: #fff; cursor: pointer;
  font: 600 15px/1 system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif;
  box-shadow: 0 6px 24px rgb(20 20 60 / 30%); transition: transform 140ms;
}
.launcher:hover { transform: translateY(-1px); }
.launcher:focus-visible { outline: 3px solid #4f46e5; outline-offset: 3px; }
.launcher svg { width: 20px; height: 20px; fill: currentcolor; }
.count {
  position: absolute; top: -5px; right: -3px; min-width: 20px; padding: 4px 5px; border-radius: 10px;
  background: #b91c1c; font-size: 12px; text-align: center; box-sizing: border-box;
}
iframe {
  position: fixed; right: 20px; bottom: 80px; z-index: 2147483000;
  width: 384px; height: max(min(440px, 100vh - 104px), min(620px, 100vh - 156px)); border: 1px solid #d9d9e0; border-radius: 16px;
  background: #fff; color-scheme: light dark; box-shadow: 0 16px 48px rgb(20 20 60 / 26%);
}
@media (prefers-color-scheme: dark) {
  iframe { border-color: #2e2e37; background: #17171b; }
  .launcher { background: #8b85ff; color: #17171b; }
  .launcher:focus-visible { outline-color: #8b85ff; }
  .count { color: #fff; }
}
@media (max-width: 480px) {
  iframe { inset: 0; width: 100%; height: 100%; border: 0; border-radius: 0; }
  .launcher.open { display: none; }
}
@media (prefers-reduced-motion: reduce) { .launcher { transition: none; } }
`
