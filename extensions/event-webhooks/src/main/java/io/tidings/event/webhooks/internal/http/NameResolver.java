package io.tidings.event.webhooks.internal.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Resolver from a host to its addresses. Must be thread-safe. */
@FunctionalInterface
public interface NameResolver {

  /** The system's resolver. */
  NameResolver SYSTEM = host -> List.of(InetAddress.getAllByName(host));

  /** Returns the addresses of a host, at least one. */
  List<InetAddress> resolve(String host) throws UnknownHostException;
}
