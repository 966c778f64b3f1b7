/** The REST edge: HTTP requests in, answers of API v1 out. Sends commands, decides nothing. */
package exchange.http;
