import { Button, TextInput } from '@mantine/core';
import { IconWorldSearch } from '@tabler/icons-react';
import { useState } from 'react';
import classes from './StyleImport.module.css';

interface SiteAddressProps {
  busy: boolean;
  /** Nothing was looked at yet: say what this does. */
  isFirst: boolean;
  onLook: (url: string) => void;
}

export function SiteAddress({ busy, isFirst, onLook }: SiteAddressProps) {
  const [url, setUrl] = useState('');
  return (
    <form
      className={classes.address}
      onSubmit={(event) => {
        event.preventDefault();
        if (url.trim() !== '') onLook(url.trim());
      }}
    >
      <TextInput
        data-autofocus
        label="Address of the site"
        placeholder="harbour-run.example"
        description={
          isFirst
            ? 'The page of the event or of its sponsor. Nothing is changed before you have seen your design in it.'
            : undefined
        }
        inputWrapperOrder={['label', 'input', 'description']}
        type="text"
        inputMode="url"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        maxLength={2_000}
        value={url}
        onChange={(event) => setUrl(event.currentTarget.value)}
      />
      <Button
        className={classes.send ?? ''}
        type="submit"
        loading={busy}
        disabled={url.trim() === ''}
        variant={isFirst ? 'filled' : 'default'}
        leftSection={<IconWorldSearch size={18} />}
      >
        Look
      </Button>
    </form>
  );
}
