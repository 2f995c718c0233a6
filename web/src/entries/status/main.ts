import './status.css';
import { startStatus } from '../../display/status/status.ts';

const host = document.querySelector<HTMLElement>('#status');
if (host === null) throw new Error('the page has no place for the status');

void startStatus(window, host);
