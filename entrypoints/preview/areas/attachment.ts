import { h } from 'vue'
import AttachButton from '../../../components/attachment/AttachButton.vue'
import DraftFile from '../../../components/attachment/DraftFile.vue'
import DraftFiles from '../../../components/attachment/DraftFiles.vue'
import FileCard from '../../../components/attachment/FileCard.vue'
import FileProgress from '../../../components/attachment/FileProgress.vue'
import FileThumb from '../../../components/attachment/FileThumb.vue'
import MessageFiles from '../../../components/attachment/MessageFiles.vue'
import PendingFiles from '../../../components/attachment/PendingFiles.vue'
import PictureTile from '../../../components/attachment/PictureTile.vue'
import PictureViewer from '../../../components/attachment/PictureViewer.vue'
import ViewedPicture from '../../../components/attachment/ViewedPicture.vue'
import type { Previews } from '../previews.ts'
import {
  coming,
  longNamed,
  lostPicture,
  otherPicture,
  paper,
  picture,
  refused,
  upload,
} from '../sample-files.ts'

const inList = (file: typeof picture, online = true) => h('ul', [h(DraftFile, { file, online })])

export const attachment: Previews = {
  'attachment/AttachButton': {
    states: { plain: () => h(AttachButton, { accept: 'image/png', hint: 'Up to 10 MB' }) },
  },
  'attachment/DraftFile': {
    states: {
      'a picture': () => inList(picture),
      'with a long name': () => inList(longNamed),
      'being uploaded': () => inList(coming),
      offline: () => inList(coming, false),
      refused: () => inList(refused),
    },
  },
  'attachment/DraftFiles': {
    states: {
      several: () => h(DraftFiles, { files: [picture, paper, coming, refused], online: true }),
    },
  },
  'attachment/FileCard': {
    states: {
      stored: () => h(FileCard, { file: paper }),
      'with a long name': () => h(FileCard, { file: longNamed }),
      'being uploaded': () => h(FileCard, { file: coming }),
    },
  },
  'attachment/FileProgress': {
    states: { half: () => h(FileProgress, { name: 'Terms.pdf', progress: 0.5 }) },
  },
  'attachment/FileThumb': {
    states: {
      'a picture': () => h('div', { class: 'size-9' }, [h(FileThumb, { file: picture })]),
      'not here': () => h('div', { class: 'size-9' }, [h(FileThumb, { file: lostPicture })]),
    },
  },
  'attachment/MessageFiles': {
    states: {
      'one picture': () => h(MessageFiles, { files: [picture] }),
      'pictures and papers': () =>
        h(MessageFiles, { files: [picture, otherPicture, lostPicture, paper, coming] }),
    },
  },
  'attachment/PendingFiles': {
    states: { 'one on its way': () => h(PendingFiles, { ids: [upload.id] }) },
  },
  'attachment/PictureTile': {
    states: {
      alone: () => h(PictureTile, { file: picture, alone: true }),
      'among others': () => h(PictureTile, { file: otherPicture, alone: false }),
      'not to be had': () => h(PictureTile, { file: lostPicture, alone: false }),
    },
  },
  'attachment/PictureViewer': {
    floats: true,
    states: {
      one: () => h(PictureViewer, { pictures: [picture], index: 0 }),
      'of several': () => h(PictureViewer, { pictures: [picture, otherPicture], index: 1 }),
    },
  },
  'attachment/ViewedPicture': {
    states: {
      shown: () => h(ViewedPicture, { file: picture }),
      'not to be had': () => h(ViewedPicture, { file: lostPicture }),
    },
  },
}
