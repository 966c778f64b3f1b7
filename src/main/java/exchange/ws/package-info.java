/** The WebSocket edges: the old socket, which tells, and the new one, which also takes orders. */
package exchange.ws;
