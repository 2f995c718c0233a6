import './display.css';
import { start } from '../../display/page/start.ts';

const host = document.querySelector<HTMLElement>('#screen');
const region = document.querySelector<HTMLElement>('#announcement');
if (host === null || region === null) throw new Error('the page has no place for the screen');

/** The name of this file changes with the page. */
const [, version = ''] = /-([\w-]+)\.js/.exec(import.meta.url) ?? [];
void start({ window, host, region, version });
