package io.tidings.event.webhooks;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * One request and its answer over a connection to exactly the address that is given, which is
 * closed after it; no proxy, no redirect, no look-up of names. The host of the URL is what TLS asks
 * for and what the certificate must be for. When the time is up the connection is closed, whatever
 * the request is waiting for. Thread-safe.
 */
final class HttpExchange implements AutoCloseable {

  private final SSLContext tls;
  private final ScheduledThreadPoolExecutor watch;

  HttpExchange(SSLContext tls) {
    this.tls = tls;
    this.watch =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "tidings-webhooks-watch");
              thread.setDaemon(true);
              return thread;
            });
    watch.setRemoveOnCancelPolicy(true);
  }

  /**
   * Sends a request and reads the answer.
   *
   * @throws SocketTimeoutException if it took too long
   * @throws IOException if the connection failed, or the answer was ill-formed
   */
  HttpResponse send(
      Endpoint endpoint, InetAddress address, OutboundRequest request, Deadline deadline)
      throws IOException {
    AtomicBoolean late = new AtomicBoolean();
    try (Socket socket = new Socket(Proxy.NO_PROXY)) {
      ScheduledFuture<?> end =
          watch.schedule(
              () -> {
                late.set(true);
                closeQuietly(socket);
              },
              deadline.left(),
              TimeUnit.NANOSECONDS);
      try {
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(address, endpoint.port()));
        return answered(endpoint.isSecure() ? secured(socket, endpoint) : socket, request);
      } finally {
        end.cancel(false);
      }
    } catch (IOException failure) {
      throw late.get() ? deadline.passed("no complete answer", failure) : failure;
    }
  }

  private static HttpResponse answered(Socket socket, OutboundRequest request) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(request.bytes());
    out.flush();
    return new ResponseReader(socket.getInputStream()).read();
  }

  private Socket secured(Socket socket, Endpoint endpoint) throws IOException {
    Socket secured =
        tls.getSocketFactory().createSocket(socket, endpoint.host(), endpoint.port(), false);
    if (!(secured instanceof SSLSocket line)) {
      throw new IOException("the SSLContext makes no SSLSocket");
    }
    SSLParameters parameters = line.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    line.setSSLParameters(parameters);
    line.startHandshake();
    return line;
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException alreadyBroken) {
      // Whoever waits on it learns it from the socket.
    }
  }

  @Override
  public void close() {
    watch.shutdownNow();
  }
}
