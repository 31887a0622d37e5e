/**
 * Styles of the button and the frame; they hold inside the shadow root only. What the root stands in is an element of
 * the page's, so every rule for it is `!important`: of important rules the inner one wins, whatever the page says.
 * Above the frame the page's own header stays free, where sites have their account and cart, unless the window is so
 * low that the chat needs the room.
 */
export const LAUNCHER_STYLES = `
:host {
  all: initial !important; display: block !important; direction: ltr !important; unicode-bidi: normal !important;
  position: fixed !important; inset: auto 0 0 auto !important; width: 0 !important; height: 0 !important;
  overflow: visible !important; z-index: 2147483647 !important; color-scheme: light dark !important;
}
:host::backdrop { display: none !important; }
[hidden] { display: none !important; }
.launcher {
  position: fixed; right: 20px; bottom: max(20px, env(safe-area-inset-bottom)); z-index: 2;
  display: flex; align-items: center; gap: 8px; height: 48px; margin: 0; padding: 0 18px 0 16px; box-sizing: border-box;
  border: 1px solid transparent; border-radius: 24px; background: #4f46e5; color: #fff; cursor: pointer;
  font: 600 15px/1 system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif; text-decoration: none;
  box-shadow: 0 6px 24px rgb(20 20 60 / 30%); transition: transform 140ms;
}
.launcher:hover { transform: translateY(-1px); }
.launcher:focus-visible, .instead a:focus-visible { outline: 3px solid #4f46e5; outline-offset: 3px; }
.launcher svg { width: 20px; height: 20px; fill: currentcolor; }
.count {
  position: absolute; top: -5px; right: -3px; min-width: 20px; padding: 4px 5px; border-radius: 10px;
  background: #b91c1c; color: #fff; font-size: 12px; text-align: center; box-sizing: border-box;
}
.chat {
  position: fixed; right: 20px; bottom: 80px; z-index: 1; box-sizing: border-box;
  width: 384px; height: max(min(440px, 100vh - 104px), min(620px, 100vh - 156px)); border: 1px solid #d9d9e0; border-radius: 16px;
  background: #fff; color-scheme: light dark; box-shadow: 0 16px 48px rgb(20 20 60 / 26%);
}
.chat.preview { width: min(340px, 100vw - 40px); height: 92px; border-radius: 14px; }
.instead {
  padding: 20px; height: auto; font: 15px/1.45 system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif; color: #17171c;
}
.instead p { margin: 0 0 14px; }
.instead a { color: #4f46e5; font-weight: 600; }
@media (prefers-color-scheme: dark) {
  .chat { border-color: #2e2e37; background: #17171b; }
  .instead { color: #ededf2; }
  .instead a { color: #8b85ff; }
  .launcher { background: #8b85ff; color: #17171b; }
  .launcher:focus-visible, .instead a:focus-visible { outline-color: #8b85ff; }
}
@media (max-width: 480px) {
  iframe.chat:not(.preview) { inset: 0; z-index: 3; width: 100%; height: 100%; border: 0; border-radius: 0; }
  .instead { width: calc(100vw - 40px); }
  /* It lies under the chat, which has a button of its own. */
  div:has(iframe) + .launcher.open { display: none; }
}
@media (prefers-reduced-motion: reduce) { .launcher { transition: none; } }
@media print { .launcher, .chat { display: none !important; } }
`
