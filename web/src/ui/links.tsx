import { Anchor, type AnchorProps, Button, type ButtonProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { ComponentProps } from 'react';

type PlainAnchor = Omit<ComponentProps<'a'>, keyof ButtonProps | keyof AnchorProps>;

/** A button that is a link to a page of the console. */
export const ButtonLink = createLink((props: ButtonProps & PlainAnchor) => (
  <Button component="a" {...props} />
));

/** A text link to a page of the console. */
export const TextLink = createLink((props: AnchorProps & PlainAnchor) => <Anchor {...props} />);
