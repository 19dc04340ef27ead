package io.tidings.event.webhooks;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds the addresses of a host. Must be thread-safe. */
@FunctionalInterface
interface NameResolver {

  /** The system's. */
  NameResolver SYSTEM = host -> List.of(InetAddress.getAllByName(host));

  /** Returns the addresses of a host, one at least. */
  List<InetAddress> resolve(String host) throws UnknownHostException;
}
