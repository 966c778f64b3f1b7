/** History in tables: what the journals of books and ledgers say, projected, and its queries. */
package exchange.readside;
