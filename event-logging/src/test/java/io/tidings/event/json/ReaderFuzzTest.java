package io.tidings.event.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.DomainEvent;
import io.tidings.event.logging.Samples;
import io.tidings.event.testkit.contract.Contract;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Mutated events, for which the reader returns an event or throws its one exception. {@code
 * -Dfuzz.mutations} sets their number, and {@code -Dfuzz.seed} repeats a run.
 */
class ReaderFuzzTest {

  private static final List<String> TOKENS =
      List.of(
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          "\"",
          "\\",
          "\\u0000",
          "\\ud800",
          "null",
          "true",
          "-",
          "1e9",
          "1e999",
          "0",
          "9999999999999999999999",
          "\"details\":",
          "\"event_id\":\"x\",",
          "\n",
          "\0",
          "\u00e9",
          "{\"a\":",
          "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[");

  @Test
  @Contract("JSN-06")
  void a_mutated_event_is_an_event_or_malformed_and_nothing_else() {
    long seed = Long.getLong("fuzz.seed", System.nanoTime());
    int mutations = Integer.getInteger("fuzz.mutations", 100_000);
    System.out.println("ReaderFuzzTest: " + mutations + " mutations, -Dfuzz.seed=" + seed);
    Random random = new Random(seed);
    DomainEventJson strict = DomainEventJson.standard();
    DomainEventJson lenient = strict.ignoringUnknownFields();
    byte[] original = strict.write(Samples.full());
    byte[] mutated = original;
    int taken = 0;
    for (int i = 0; i < mutations; i++) {
      mutated = mutated(random.nextInt(8) == 0 ? original : mutated, random);
      boolean read = tried(i % 2 == 0 ? strict : lenient, mutated, seed, i);
      taken += read ? 1 : 0;
      if (!read || mutated.length > 10_000) {
        mutated = original;
      }
    }

    assertThat(taken).as("both answers are met").isBetween(mutations / 100, mutations * 99 / 100);
  }

  private static boolean tried(DomainEventJson json, byte[] mutated, long seed, int round) {
    try {
      DomainEvent read = json.read(mutated);
      assertThat(json.read(json.write(read))).isEqualTo(read);
      return true;
    } catch (MalformedEventException documented) {
      return false;
    } catch (RuntimeException | Error failure) {
      throw new AssertionError(
          "seed " + seed + ", round " + round + ": " + new String(mutated, StandardCharsets.UTF_8),
          failure);
    }
  }

  private static byte[] mutated(byte[] event, Random random) {
    int at = random.nextInt(event.length);
    return switch (random.nextInt(6)) {
      case 0 -> {
        byte[] changed = event.clone();
        changed[at] = (byte) random.nextInt(256);
        yield changed;
      }
      case 1 -> {
        byte[] changed = event.clone();
        changed[at] ^= (byte) (1 << random.nextInt(8));
        yield changed;
      }
      case 2 -> Arrays.copyOf(event, at + 1);
      case 3 -> spliced(event, at, at + random.nextInt(event.length - at), new byte[0]);
      case 4 -> {
        int end = at + random.nextInt(Math.min(40, event.length - at));
        yield spliced(event, at, at, Arrays.copyOfRange(event, at, end));
      }
      default -> {
        String token = TOKENS.get(random.nextInt(TOKENS.size()));
        yield spliced(event, at, at, token.getBytes(StandardCharsets.UTF_8));
      }
    };
  }

  private static byte[] spliced(byte[] event, int start, int end, byte[] instead) {
    byte[] result = Arrays.copyOf(event, start + instead.length + event.length - end);
    System.arraycopy(instead, 0, result, start, instead.length);
    System.arraycopy(event, end, result, start + instead.length, event.length - end);
    return result.length == 0 ? event : result;
  }
}
