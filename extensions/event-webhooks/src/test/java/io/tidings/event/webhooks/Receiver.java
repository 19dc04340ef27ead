package io.tidings.event.webhooks;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;

/** HTTP server on loopback that records requests and sends given bytes. */
final class Receiver implements AutoCloseable {

  /** Response of a server to a request. */
  interface Answer {
    void give(Request request, Socket socket) throws IOException;
  }

  /** A received request; header names in lower case. */
  record Request(String line, Map<String, String> headers, String body) {

    String header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "(absent)");
    }

    String deliveryId() {
      return header("X-Tidings-Delivery-Id");
    }
  }

  private final ServerSocket server;
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private volatile Answer answer;

  private Receiver(ServerSocket server, InetAddress address, int port, Answer answer)
      throws IOException {
    this.server = server;
    this.answer = answer;
    server.setReuseAddress(true);
    server.bind(new InetSocketAddress(address, port), 512);
    thread(this::accept);
  }

  static Receiver answering(int status) throws IOException {
    return answering(status(status, "ok"));
  }

  static Receiver answering(Answer answer) throws IOException {
    return at("127.0.0.1", 0, answer);
  }

  static Receiver at(String address, int port, Answer answer) throws IOException {
    return new Receiver(new ServerSocket(), InetAddress.getByName(address), port, answer);
  }

  static Receiver over(SSLContext tls, Answer answer) throws IOException {
    return new Receiver(
        tls.getServerSocketFactory().createServerSocket(),
        InetAddress.getLoopbackAddress(),
        0,
        answer);
  }

  /** A response with a body and its length. */
  static Answer status(int status, String body, String... headers) {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " x\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    head.append("Content-Length: ").append(body.getBytes(StandardCharsets.UTF_8).length);
    return raw(head + "\r\n\r\n" + body);
  }

  /** A response of given bytes. */
  static Answer raw(String text) {
    return (request, socket) -> {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
    };
  }

  void answer(Answer next) {
    answer = next;
  }

  int port() {
    return server.getLocalPort();
  }

  String url() {
    return "http://127.0.0.1:" + port() + "/hook";
  }

  List<Request> requests() {
    return List.copyOf(requests);
  }

  Request only() {
    List<Request> received = requests();
    if (received.size() != 1) {
      throw new AssertionError("one request expected, but there are " + received);
    }
    return received.get(0);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        sockets.add(socket);
        thread(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      Request request = read(new BufferedInputStream(socket.getInputStream()));
      requests.add(request);
      answer.give(request, socket);
      OutputStream out = socket.getOutputStream();
      out.flush();
    } catch (IOException gone) {
      // The other side has hung up; what it was sent is kept already.
    } finally {
      sockets.remove(socket);
    }
  }

  private static Request read(InputStream in) throws IOException {
    List<String> head = new ArrayList<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      head.add(line);
    }
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line : head.subList(1, head.size())) {
      int colon = line.indexOf(':');
      headers.merge(
          line.substring(0, colon).toLowerCase(Locale.ROOT),
          line.substring(colon + 1).strip(),
          (one, two) -> one + " AND " + two);
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    return new Request(
        head.get(0), headers, new String(in.readNBytes(length), StandardCharsets.UTF_8));
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IOException("the connection ended");
      }
      line.append((char) next);
    }
    return line.toString().strip();
  }

  private static void thread(Runnable task) {
    Thread thread = new Thread(task, "receiver");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
