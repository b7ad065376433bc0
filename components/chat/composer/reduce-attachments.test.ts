import { describe, expect, it } from 'vitest';
import { messageContent } from './message-content';
import type { Attachment, UploadState } from './read-attachment';
import { attachmentsReason, reduceAttachments, strayUploads } from './reduce-attachments';

const file = new File(['x'], 'p.png', { type: 'image/png' });
const picture = (upload: UploadState): Attachment => ({
  id: 'one',
  name: 'p.png',
  sizeBytes: 1,
  kind: 'image',
  file,
  previewUrl: 'blob:1',
  upload,
});
const done: UploadState = {
  kind: 'done',
  at: {
    sessionId: 'ses_1',
    file: {
      id: 'fil_1',
      path: 'p.png',
      media_type: 'image/png',
      size_bytes: 1,
      digest: 'd',
      source: 'upload',
      url: '/api/v1/sessions/ses_1/files/p.png',
      created_at: '',
      created_by: 'usr_1',
    },
  },
};
const text: Attachment = { id: 'two', name: 'a.txt', sizeBytes: 1, kind: 'text', text: 'a' };

describe('the files of a message', () => {
  it('hold the message back until each is uploaded, and say what to do about a failure', () => {
    expect(attachmentsReason([text])).toBeNull();
    expect(attachmentsReason([picture(done), text])).toBeNull();
    expect(attachmentsReason([picture({ kind: 'sending', fraction: 0.5 })])).toContain('Wait');
    expect(attachmentsReason([picture({ kind: 'failed', message: 'No.' }), picture(done)])).toContain(
      'remove it',
    );
  });

  it('drop what is told of one that was removed', () => {
    const some = reduceAttachments([], { type: 'added', items: [picture({ kind: 'sending', fraction: 0 })] });
    const none = reduceAttachments(some, { type: 'removed', id: 'one' });
    expect(reduceAttachments(none, { type: 'upload', id: 'one', upload: done })).toEqual([]);
    expect(reduceAttachments(some, { type: 'upload', id: 'one', upload: done })).toEqual([picture(done)]);
  });

  it('are uploaded anew for another session, which cannot name them', () => {
    expect(strayUploads([picture(done), text], 'ses_1')).toEqual([]);
    expect(strayUploads([picture(done), text], 'ses_2')).toHaveLength(1);
    expect(strayUploads([picture(done)], null)).toHaveLength(1);
    expect(strayUploads([picture({ kind: 'sending', fraction: 0 })], 'ses_2')).toEqual([]);
  });

  it('are named by their uploads, so that no bytes travel in the message', () => {
    expect(messageContent('Look', [picture(done)])).toEqual([
      { type: 'file_upload', file: { filename: 'p.png', upload_id: 'fil_1' } },
      { type: 'text', text: 'Look' },
    ]);
  });
});
