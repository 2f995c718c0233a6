import { createTransport, type Transporter } from 'nodemailer';
import { isLocal } from '../ops/machine.ts';
import { MAIL_LIMITS } from './limits.ts';

/** A message of plain text to one person. */
export interface Letter {
  to: string;
  subject: string;
  text: string;
}

/** The way to send mail. There is none when the installation names no SMTP server. */
export interface Mailer {
  /** Rejects when the server did not take it; what it says may name the address, never the text. */
  send(letter: Letter): Promise<void>;
}

export interface SmtpOptions {
  /**
   * `smtp://user:password@host:587` or `smtps://…`. A password never goes over an unprotected line, nor do our links:
   * without `smtps` the server must offer STARTTLS, unless it is on this machine or the URL ends in `?tls=never`.
   */
  url: string;
  /** Sender, for example `Race office <office@timing.example>`. */
  from: string;
}

/** Send through an SMTP server, over a connection of its own for each letter: there are few. */
export function smtpMailer({ url, from }: SmtpOptions): Mailer {
  const transport = open(url);
  return {
    async send({ to, subject, text }) {
      // An object, never a header line: the address stays one address whatever it contains.
      await transport.sendMail({ from, to: { name: '', address: to }, subject, text });
    },
  };
}

function open(text: string): Transporter {
  const url = new URL(text);
  const secure = url.protocol === 'smtps:';
  const plain = isLocal(url.hostname) || url.searchParams.get('tls') === 'never';
  const { connectTimeoutMs, answerTimeoutMs } = MAIL_LIMITS;
  return createTransport({
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (secure ? 465 : 587),
    secure,
    requireTLS: !secure && !plain,
    ignoreTLS: !secure && plain,
    ...(url.username !== '' && {
      auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
    }),
    connectionTimeout: connectTimeoutMs,
    greetingTimeout: connectTimeoutMs,
    socketTimeout: answerTimeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}
