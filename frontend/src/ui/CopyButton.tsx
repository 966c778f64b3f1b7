import { useState } from 'react';
import { Button } from './Button';

const SAID_MILLIS = 2_000;

/** Copies a text and says that it did; without a clipboard it says how to do it by hand. */
export function CopyButton({ text, label = 'Copy' }: { text: string; label?: string }) {
  const [said, say] = useState('');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      say('Copied');
    } catch {
      say('Select the text and copy it');
    }
    setTimeout(() => say(''), SAID_MILLIS);
  };
  return (
    <Button isSmall onClick={copy} aria-live="polite">
      {said || label}
    </Button>
  );
}
