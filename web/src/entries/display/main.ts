import './display.css';
import { start } from '../../display/page/start.ts';

const host = document.querySelector<HTMLElement>('#screen');
const region = document.querySelector<HTMLElement>('#announcement');
if (host === null || region === null) throw new Error('the page has no place for the screen');

void start({ window, host, region });
