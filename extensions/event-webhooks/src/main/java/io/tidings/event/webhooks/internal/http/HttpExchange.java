package io.tidings.event.webhooks.internal.http;

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
 * HTTP client for one request per connection, to exactly the given address: no proxy, no redirect,
 * no name lookup. TLS uses the host of the URL for SNI and certificate verification. The connection
 * is closed when the time limit expires. Thread-safe.
 */
public final class HttpExchange implements AutoCloseable {

  private final SSLContext tls;
  private final ScheduledThreadPoolExecutor watch;

  /** Creates a client. */
  public HttpExchange(SSLContext tls) {
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
   * Sends a request and reads the response.
   *
   * @throws SocketTimeoutException if the time limit expires
   * @throws IOException if the connection fails or the response is ill-formed
   */
  public HttpResponse send(
      Endpoint endpoint, InetAddress address, OutboundRequest request, CallTimeout timeout)
      throws IOException {
    AtomicBoolean expired = new AtomicBoolean();
    try (Socket socket = new Socket(Proxy.NO_PROXY)) {
      ScheduledFuture<?> end =
          watch.schedule(
              () -> {
                expired.set(true);
                closeQuietly(socket);
              },
              timeout.remainingNanos(),
              TimeUnit.NANOSECONDS);
      try {
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(address, endpoint.port()));
        return responseTo(endpoint.isSecure() ? overTls(socket, endpoint) : socket, request);
      } finally {
        end.cancel(false);
      }
    } catch (IOException failure) {
      throw expired.get() ? timeout.exceeded("no complete response", failure) : failure;
    }
  }

  private static HttpResponse responseTo(Socket socket, OutboundRequest request)
      throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(request.bytes());
    out.flush();
    return new ResponseReader(socket.getInputStream()).read();
  }

  private Socket overTls(Socket socket, Endpoint endpoint) throws IOException {
    Socket layered =
        tls.getSocketFactory().createSocket(socket, endpoint.host(), endpoint.port(), false);
    if (!(layered instanceof SSLSocket socketOverTls)) {
      throw new IOException("the SSLContext did not create an SSLSocket");
    }
    SSLParameters parameters = socketOverTls.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socketOverTls.setSSLParameters(parameters);
    socketOverTls.startHandshake();
    return socketOverTls;
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException alreadyBroken) {
      // The thread that uses the socket fails on its next read or write.
    }
  }

  @Override
  public void close() {
    watch.shutdownNow();
  }
}
