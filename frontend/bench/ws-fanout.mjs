// The peer of `./exchange bench fanout`: a server on Node's ws that says the same text to everybody,
// as fast as they take it. The text is made once, as bytes. Prints its port.
import { WebSocketServer } from 'ws';

const FRAMES_A_TURN = 10;
const UNSENT_BYTES_MAX = 256 * 1024;

const text = Buffer.alloc(Number(process.argv[2]), 'x');
const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });

server.on('listening', () => process.stdout.write(`${server.address().port}\n`));
process.stdin.on('end', () => process.exit());
process.stdin.resume();

function turn() {
  for (const client of server.clients) {
    for (let i = 0; i < FRAMES_A_TURN && client.bufferedAmount < UNSENT_BYTES_MAX; i++) {
      client.send(text, { binary: false });
    }
  }
  setImmediate(turn);
}
turn();
