package io.tidings.event.webhooks.internal.payload;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.tidings.event.json.internal.JsonValues;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Writer and reader for canonical JSON: sorted keys, no spaces. Values are strings, booleans,
 * Longs, BigIntegers, finite Doubles, lists, maps with string keys, and null. Stateless.
 *
 * @contract WEB-08
 */
public final class CanonicalJson {

  private static final int MAX_NESTING = 32;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(MAX_NESTING).build())
          .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
          .build();

  private CanonicalJson() {}

  /** Thrown when a text would exceed its maximum size. */
  public static final class TooLongException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /**
   * Returns the canonical text of a value. An unpaired surrogate becomes a question mark, so that
   * the text survives a round trip through UTF-8.
   *
   * @throws TooLongException as soon as the text has more than {@code maxBytes} bytes in UTF-8
   * @throws IllegalArgumentException if a value has no JSON form
   */
  public static String canonical(@Nullable Object value, int maxBytes) throws TooLongException {
    BoundedOutput out = new BoundedOutput(maxBytes);
    try (JsonGenerator generator = FACTORY.createGenerator(out)) {
      JsonValues.writeCanonical(value, generator);
    } catch (TooLongException tooLong) {
      throw tooLong;
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.text();
  }

  /** Returns the canonical text of a value of any size. */
  public static String canonical(@Nullable Object value) {
    try {
      return canonical(value, Integer.MAX_VALUE);
    } catch (TooLongException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /**
   * Returns the value of a JSON text.
   *
   * @throws IllegalArgumentException if the text is not JSON, repeats a name within an object, or
   *     is nested more than 32 deep
   */
  public static @Nullable Object read(String text) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      parser.nextToken();
      Object value = JsonValues.read(parser, Integer.MAX_VALUE);
      if (parser.nextToken() != null) {
        throw new IllegalArgumentException("JSON must be one value, but more text follows it");
      }
      return value;
    } catch (JsonValues.InvalidValueException invalid) {
      throw new IllegalArgumentException("JSON " + invalid.getMessage(), invalid);
    } catch (IOException illFormed) {
      throw new IllegalArgumentException("JSON is ill-formed" + position(illFormed), illFormed);
    }
  }

  private static String position(IOException illFormed) {
    return illFormed instanceof JsonProcessingException json
        ? JsonValues.position(json.getLocation())
        : "";
  }

  /** In-memory output with a maximum size. */
  private static final class BoundedOutput extends OutputStream {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final int limit;

    BoundedOutput(int limit) {
      this.limit = limit;
    }

    @Override
    public void write(int single) throws IOException {
      write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] more, int offset, int length) throws IOException {
      if (length > limit - bytes.size()) {
        throw new TooLongException();
      }
      bytes.write(more, offset, length);
    }

    String text() {
      return bytes.toString(StandardCharsets.UTF_8);
    }
  }
}
