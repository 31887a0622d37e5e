/** How the list over a page looks: in the agent's theme, not in the page's. */
const DARK = `
  --raised: #1f1f26;
  --line: #2e2e37;
  --text: #ededf2;
  --muted: #a0a0ad;
  --selected: #2b2a44;
  --accent: #8b85ff;
  color-scheme: dark;
`

export const STYLE = `
html {
  --raised: #ffffff;
  --line: #e6e6ea;
  --text: #17171c;
  --muted: #6b6b76;
  --selected: #eeeefc;
  --accent: #4f46e5;
  color-scheme: light;
}
html[data-theme='dark'] {${DARK}}
@media (prefers-color-scheme: dark) {
  html:not([data-theme='light']) {${DARK}}
}
body {
  display: flex;
  flex-direction: column;
  height: 100vh;
  margin: 0;
  background: var(--raised);
  color: var(--text);
  font:
    13px/1.45 system-ui,
    sans-serif;
}
input {
  all: unset;
  box-sizing: border-box;
  flex: none;
  width: 100%;
  padding: 11px 14px;
  border-bottom: 1px solid var(--line);
  color: var(--text);
  font-size: 14px;
}
input::placeholder {
  color: var(--muted);
  opacity: 1;
}
[role='listbox'] {
  flex: 1 1 auto;
  min-height: 0;
  padding: 6px;
  overflow-y: auto;
  overscroll-behavior: contain;
  scrollbar-color: var(--muted) transparent;
  scrollbar-width: thin;
}
[role='listbox']:empty {
  display: none;
}
[role='option'] {
  padding: 5px 8px;
  border-radius: 6px;
  cursor: default;
}
[role='option'][aria-selected='true'] {
  background: var(--selected);
}
.head {
  display: flex;
  gap: 8px;
  white-space: nowrap;
}
.shortcut {
  flex: none;
  max-width: 60%;
  overflow: hidden;
  color: var(--accent);
  font-weight: 600;
  text-overflow: ellipsis;
}
.language {
  flex: none;
  margin-inline-start: auto;
  color: var(--muted);
  font-size: 11px;
  text-transform: uppercase;
}
.title,
.beginning {
  min-width: 0;
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: nowrap;
}
.beginning,
.hint {
  color: var(--muted);
  font-size: 12px;
}
[role='option'][aria-selected='true'] .beginning {
  display: -webkit-box;
  white-space: normal;
  -webkit-box-orient: vertical;
  -webkit-line-clamp: 3;
}
.nothing {
  flex: 1 1 auto;
  margin: 0;
  padding: 18px 14px;
  text-align: center;
}
.nothing:empty {
  display: none;
}
.hint {
  flex: none;
  margin: 0;
  padding: 7px 14px;
  border-top: 1px solid var(--line);
}
.ears {
  position: absolute;
  width: 1px;
  height: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}
`
