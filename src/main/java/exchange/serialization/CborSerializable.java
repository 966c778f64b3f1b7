package exchange.serialization;

/**
 * Marks every message that crosses nodes and every record that is stored by Akka. Jackson's CBOR
 * writes them; Java serialisation is off. What is marked is data: its class name is stored with it
 * and never changes.
 */
public interface CborSerializable {}
