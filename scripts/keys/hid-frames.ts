// CTAPHID over a stream of reports. Source: CTAP 2.1 §11.2.

const reportLength = 64;
const init = 0x86;
const cborCommand = 0x90;
const errorCommand = 0xbf;

const framed = (channel: Buffer, command: number, data: Buffer): Buffer => {
  const reports: Buffer[] = [];
  const first = Buffer.alloc(reportLength);
  channel.copy(first);
  first.writeUInt8(command, 4);
  first.writeUInt16BE(data.length, 5);
  data.copy(first, 7);
  reports.push(first);
  let sequence = 0;
  for (let at = reportLength - 7; at < data.length; at += reportLength - 5) {
    const next = Buffer.alloc(reportLength);
    channel.copy(next);
    next.writeUInt8(sequence, 4);
    data.copy(next, 5, at);
    reports.push(next);
    sequence += 1;
  }
  return Buffer.concat(reports);
};

interface Incoming {
  readonly channel: Buffer;
  readonly command: number;
  readonly length: number;
  data: Buffer;
}

/** Puts messages together and answers them. The host puts a report number before each of its reports. */
export const createFrames = (answer: (message: Buffer) => Buffer, write: (reports: Buffer) => void) => {
  let waiting = Buffer.alloc(0);
  let incoming: Incoming | null = null;

  const whole = ({ channel, command, data }: Incoming): void => {
    if (command === init) {
      const told = Buffer.concat([data.subarray(0, 8), Buffer.from([0, 0, 0, 1, 2, 5, 4, 3, 0x04 | 0x08])]);
      write(framed(channel, init, told));
    } else if (command === cborCommand) write(framed(channel, cborCommand, answer(data)));
    else write(framed(channel, errorCommand, Buffer.from([0x01])));
  };

  const take = (report: Buffer): void => {
    const command = report.readUInt8(4);
    if ((command & 0x80) !== 0) {
      const length = report.readUInt16BE(5);
      incoming = { channel: report.subarray(0, 4), command, length, data: report.subarray(7, 7 + length) };
    } else if (incoming !== null) {
      const missing = incoming.length - incoming.data.length;
      incoming.data = Buffer.concat([incoming.data, report.subarray(5, 5 + missing)]);
    }
    if (incoming === null || incoming.data.length < incoming.length) return;
    const message = incoming;
    incoming = null;
    whole(message);
  };

  return (chunk: Buffer): void => {
    waiting = Buffer.concat([waiting, chunk]);
    while (waiting.length > reportLength) {
      take(Buffer.from(waiting.subarray(1, reportLength + 1)));
      waiting = waiting.subarray(reportLength + 1);
    }
  };
};
