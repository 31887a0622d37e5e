import tinymce from 'tinymce'
import 'tinymce/icons/default'
import 'tinymce/models/dom'
import 'tinymce/skins/ui/oxide/skin.js'
import 'tinymce/skins/ui/oxide/content.js'
import 'tinymce/skins/content/default/content.js'
import 'tinymce/themes/silver'
import { byId, offer } from './offer.mjs'

// Its field is in a frame of the page's own making.
const [tiny] = await tinymce.init({
  target: byId('tinymce').querySelector('textarea'),
  ...{ license_key: 'gpl', promotion: false },
  ...{ menubar: false, toolbar: false, statusbar: false, height: 140 },
})
offer(
  'TinyMCE',
  () => byId('tinymce').querySelector('iframe'),
  () => tiny.getContent({ format: 'text' }),
  { focus: () => tiny.focus() },
)
