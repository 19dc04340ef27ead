package io.tidings.event.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.testkit.contract.Contract;
import io.tidings.event.webhooks.internal.dispatch.Attempt;
import io.tidings.event.webhooks.internal.dispatch.Backoff;
import io.tidings.event.webhooks.internal.dispatch.DeliverySender;
import io.tidings.event.webhooks.internal.dispatch.DispatchLimits;
import io.tidings.event.webhooks.internal.http.NameResolver;
import io.tidings.event.webhooks.internal.tables.PendingDelivery;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults of a receiver and their outcomes. */
class FaultsTest extends WebhooksTest {

  private final CountDownLatch end = new CountDownLatch(1);
  private Receiver receiver;
  private WebhookStore store;
  private Turns turns;
  private WebhookSubscription made;

  @BeforeEach
  void open() throws Exception {
    receiver = closing(Receiver.answering(200));
    closing(end::countDown);
    store = openStore();
    turns = turns(store);
    made = subscribe(store, SubscriptionSpec.to(receiver.url()));
  }

  /** Keeps a connection open without further bytes until the test ends. */
  private void hold() {
    try {
      end.await();
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }

  private Attempt attempt() {
    return attempt(LONG);
  }

  private Attempt attempt(Duration timeout) {
    return sender(store, timeout)
        .attemptWith(
            SECRET,
            made.stored(),
            new PendingDelivery(
                "d-1", PROJECT, made.id(), "e-1", "traces.fetched", "{}", 0, clock.instant()));
  }

  private WebhookDelivery outcome() {
    trail().append(fetched());
    exhaust(turns);
    assertThat(pending(store)).isZero();
    return deliveries(store, made).get(0);
  }

  @Contract({"WEB-13", "WEB-14"})
  @ParameterizedTest
  @CsvSource({
    "200, true, 1",
    "201, true, 1",
    "202, true, 1",
    "204, true, 1",
    "299, true, 1",
    "100, false, 1",
    "101, false, 1",
    "103, false, 1",
    "300, false, 1",
    "301, false, 1",
    "302, false, 1",
    "304, false, 1",
    "307, false, 1",
    "308, false, 1",
    "400, false, 1",
    "401, false, 1",
    "403, false, 1",
    "404, false, 1",
    "408, false, 1",
    "410, false, 1",
    "413, false, 1",
    "425, false, 1",
    "429, false, 1",
    "451, false, 1",
    "500, false, 6",
    "501, false, 6",
    "502, false, 6",
    "503, false, 6",
    "504, false, 6",
    "599, false, 6",
    "600, false, 1",
    "999, false, 1"
  })
  void every_status_has_its_outcome(int status, boolean success, int attempts) {
    receiver.answer(Receiver.status(status, status == 204 || status < 200 ? "" : "said"));
    WebhookDelivery outcome = outcome();

    assertThat(outcome.success()).isEqualTo(success);
    assertThat(outcome.statusCode()).isEqualTo(status);
    assertThat(outcome.attempts()).isEqualTo(attempts);
    assertThat(receiver.requests()).hasSize(attempts);
    assertThat(outcome.error())
        .isEqualTo(success ? null : "the receiver responded with status " + status);
  }

  @Contract("WEB-13")
  @Test
  void an_interim_response_is_passed_over_for_the_one_after_it() {
    receiver.answer(
        Receiver.raw(
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
                + "HTTP/1.1 202 Accepted\r\n\r\nthanks"));

    assertThat(attempt().status()).isEqualTo(202);
    assertThat(attempt().response()).isEqualTo("thanks");
    receiver.answer(Receiver.raw("HTTP/1.1 103 x\r\n\r\n".repeat(20)));
    assertThat(attempt().error()).contains("interim");
  }

  @Contract("WEB-13")
  @Test
  void what_fails_and_then_succeeds_is_kept_once_as_a_success() {
    receiver.answer(Receiver.status(503, "busy"));
    trail().append(fetched());
    turns.settle();
    assertThat(deliveries(store, made)).isEmpty();
    assertThat(receiver.requests()).hasSize(1);
    receiver.answer(Receiver.status(200, "thanks"));
    exhaust(turns);

    assertThat(deliveries(store, made))
        .singleElement()
        .satisfies(
            done -> {
              assertThat(done.success()).isTrue();
              assertThat(done.attempts()).isEqualTo(2);
              assertThat(done.error()).isNull();
            });
  }

  @Contract("WEB-13")
  @Test
  void the_pauses_between_attempts_double_and_vary() {
    Backoff one = new Backoff(new Random(1));
    Backoff two = new Backoff(new Random(2));
    for (int attempts = 1; attempts <= Backoff.MAX_RETRIES; attempts++) {
      Duration whole = Duration.ofSeconds(1L << (attempts - 1));
      assertThat(one.after(attempts)).isBetween(whole.dividedBy(2), whole);
      assertThat(two.after(attempts)).isNotEqualTo(one.after(attempts));
    }
  }

  @Contract("WEB-13")
  @Test
  void a_retry_waits_for_its_time() {
    receiver.answer(Receiver.status(500, ""));
    trail().append(fetched());
    turns.settle();
    clock.advance(Duration.ofMillis(499));
    turns.settle();
    assertThat(receiver.requests()).hasSize(1);
    clock.advance(Duration.ofMillis(502));
    turns.settle();
    assertThat(receiver.requests()).hasSize(2);
  }

  @Contract("WEB-13")
  @Test
  void a_receiver_that_never_answers_is_tried_six_times() {
    receiver.answer((request, socket) -> hold());
    turns =
        new Turns(
            trail(), loop(store, sender(store, SHORT), Runnable::run, DispatchLimits.STANDARD));
    WebhookDelivery outcome = outcome();

    assertThat(outcome.attempts()).isEqualTo(6);
    assertThat(outcome.statusCode()).isNull();
    assertThat(outcome.response()).isNull();
    assertThat(outcome.error()).contains("no complete response within 100 ms");
  }

  @Contract("WEB-13")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nX-Slow: ",
        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nbegun",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nbegun\r\n",
        "HTTP/1.1 200 OK\r\n\r\n"
      })
  void headers_or_a_body_that_do_not_end_in_time_are_a_timeout(String inFlight) {
    receiver.answer(
        (request, socket) -> {
          Receiver.raw(inFlight).give(request, socket);
          hold();
        });

    Attempt attempt = attempt(SHORT);
    assertThat(attempt.verdict()).isEqualTo(Attempt.Verdict.RETRYABLE);
    assertThat(attempt.error()).contains("no complete response");
  }

  @Contract("WEB-13")
  @ParameterizedTest
  @ValueSource(ints = {101, 204, 304})
  void an_answer_that_has_no_body_is_complete_while_the_connection_is_held_open(int status) {
    receiver.answer(
        (request, socket) -> {
          Receiver.raw("HTTP/1.1 " + status + " x\r\n\r\n").give(request, socket);
          hold();
        });

    assertThat(attempt().status()).isEqualTo(status);
    assertThat(attempt().response()).isEmpty();
  }

  @Contract("WEB-13")
  @Test
  void a_look_up_that_hangs_ends_at_the_same_time() {
    NameResolver hanging =
        host -> {
          hold();
          return List.of();
        };
    try (DeliverySender sender = store.sender(HERE, hanging, null, SHORT)) {
      Attempt attempt =
          sender.attemptWith(
              SECRET,
              made.stored(),
              new PendingDelivery(
                  "d-1", PROJECT, made.id(), "e-1", "traces.fetched", "{}", 0, clock.instant()));

      assertThat(attempt.verdict()).isEqualTo(Attempt.Verdict.RETRYABLE);
      assertThat(attempt.error()).contains("no address of the host within 100 ms");
    }
  }

  @Contract("WEB-13")
  @Test
  void slowly_sent_headers_end_at_the_time_limit() {
    receiver.answer(
        (request, socket) -> {
          socket.getOutputStream().write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
          while (end.getCount() > 0) {
            socket.getOutputStream().write("X: y\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            pause(20);
          }
        });
    long begin = System.nanoTime();

    assertThat(attempt(SHORT).verdict()).isEqualTo(Attempt.Verdict.RETRYABLE);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
  }

  private void pause(int millis) {
    try {
      if (end.await(millis, TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void a_body_without_end_is_read_to_its_bound_and_left() {
    receiver.answer(
        (request, socket) -> {
          Receiver.raw("HTTP/1.1 200 OK\r\n\r\n").give(request, socket);
          byte[] block = "z".repeat(4_096).getBytes(StandardCharsets.US_ASCII);
          while (end.getCount() > 0) {
            socket.getOutputStream().write(block);
          }
        });
    WebhookDelivery outcome = outcome();

    assertThat(outcome.success()).isTrue();
    assertThat(outcome.response()).isEqualTo("z".repeat(2_000));
  }

  @Test
  void chunks_are_put_together() {
    receiver.answer(
        Receiver.raw(
            String.join(
                "\r\n",
                "HTTP/1.1 200 OK",
                "Transfer-Encoding: gzip, Chunked",
                "",
                "5;x=y",
                "hello",
                "6",
                " world",
                "0",
                "",
                "")));
    assertThat(attempt().response()).isEqualTo("hello world");
    receiver.answer(
        Receiver.raw(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFF\r\n"
                + "q".repeat(9_000)));
    assertThat(attempt().response()).isEqualTo("q".repeat(2_000));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "SSH-2.0-OpenSSH_9.6\r\n\r\n",
        "HTTP/2 200 OK\r\n\r\n",
        "HTTP/1.1 2000 OK\r\n\r\n",
        "HTTP/1.1 099 OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabc\r\n0\r\n\r\n"
      })
  void an_answer_that_is_none_is_trouble(String text) {
    receiver.answer(Receiver.raw(text));

    assertThat(attempt().verdict()).isEqualTo(Attempt.Verdict.RETRYABLE);
    assertThat(attempt().status()).isNull();
  }

  @Test
  void headers_without_end_are_trouble() {
    receiver.answer(Receiver.raw("HTTP/1.1 200 OK\r\n" + "X-Large: 0123456789\r\n".repeat(5_000)));

    assertThat(attempt().error()).contains("bytes of headers");
  }

  @Test
  void a_connection_that_is_reset_is_trouble() {
    receiver.answer((request, socket) -> socket.setSoLinger(true, 0));

    assertThat(outcome().attempts()).isEqualTo(6);
    assertThat(outcome().error()).contains("Exception");
  }

  @Test
  void refused_connection_is_retried() throws Exception {
    int port;
    try (ServerSocket gone = new ServerSocket(0)) {
      port = gone.getLocalPort();
    }
    store.update(PROJECT, made.id(), SubscriptionSpec.to("http://127.0.0.1:" + port));

    assertThat(outcome().error()).contains("ConnectException");
    assertThat(outcome().attempts()).isEqualTo(6);
  }

  @Test
  void receiver_that_does_not_read_ends_at_the_time_limit() throws Exception {
    try (ServerSocket deaf = new ServerSocket(0);
        DeliverySender sender = store.sender(HERE, NameResolver.SYSTEM, null, SHORT)) {
      WebhookSubscription large =
          subscribe(store, SubscriptionSpec.to("http://127.0.0.1:" + deaf.getLocalPort()));
      Attempt attempt =
          sender.attemptWith(
              SECRET,
              large.stored(),
              new PendingDelivery(
                  "d", PROJECT, large.id(), "e", "t", "x".repeat(8 << 20), 0, clock.instant()));

      assertThat(attempt.error()).contains("no complete response");
    }
  }

  @Test
  void what_was_read_of_an_answer_is_the_answer_if_the_receiver_then_hangs_up() {
    receiver.answer(Receiver.raw("HTTP/1.0 200 OK\r\nContent-Length: 100\r\n\r\nshort"));

    assertThat(attempt().verdict()).isEqualTo(Attempt.Verdict.DELIVERED);
    assertThat(attempt().response()).isEqualTo("short");
  }
}
