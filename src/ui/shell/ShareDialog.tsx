import { Check, Copy, Download, PackageOpen } from 'lucide-react';
import { useEffect, useState } from 'react';
import { formatCount } from '#base/format.ts';
import { chooseProjectParts } from '#state/save-project.ts';
import { shareAddress } from '#state/share.ts';
import { Button } from '#ui/kit/Button.tsx';
import { Callout } from '#ui/kit/Callout.tsx';
import { Dialog } from '#ui/kit/Dialog.tsx';
import { TextField } from '#ui/kit/TextField.tsx';
import { useProject, useStride } from '#ui/stride-context.ts';
import { useCopy } from '#ui/use-copy.ts';

/** Where mail programs and messengers begin to cut addresses. */
const comfortableLength = 2000;

/** A link that carries the network, and the document as a file. */
export function ShareDialog({ onClose }: { onClose(): void }) {
  const stride = useStride();
  const project = useProject((document) => document);
  const [address, setAddress] = useState('');
  const { isCopied, copy } = useCopy(address, 'Select the link in its field and copy it by hand.');
  useEffect(() => {
    const { origin, pathname, search } = window.location;
    let isWanted = true;
    void shareAddress(project, `${origin}${pathname}${search}`).then((made) => isWanted && setAddress(made));
    return () => {
      isWanted = false;
    };
  }, [project]);
  return (
    <Dialog title="Share" open onClose={onClose}>
      <div className="flex flex-col gap-4">
        <p className="text-body text-ink-muted">
          Whoever opens this link sees your network, its training settings and the seed, and decides whether to open it.
          All of it stands in the link itself; nothing is sent to a server. Pictures and trained weights are not in it.
        </p>
        <TextField
          label="Link"
          value={address}
          help={address === '' ? 'Being made…' : `${formatCount(address.length)} characters`}
        />
        {address.length > comfortableLength && (
          <Callout tone="warning">
            Some mail programs and messengers cut links as long as this one. Send the project file instead.
          </Callout>
        )}
        <div className="flex flex-wrap gap-2">
          <Button
            variant="primary"
            icon={isCopied ? Check : Copy}
            disabled={address === ''}
            onClick={() => void copy()}
          >
            {isCopied ? 'Copied' : 'Copy link'}
          </Button>
          <Button icon={Download} onClick={() => void chooseProjectParts(stride)}>
            Download project…
          </Button>
          <Button icon={PackageOpen} onClick={() => stride.view.setState({ overlay: 'export' })}>
            Export model…
          </Button>
        </div>
        <p aria-live="polite" className="sr-only">
          {isCopied ? 'The link is on the clipboard.' : ''}
        </p>
      </div>
    </Dialog>
  );
}
