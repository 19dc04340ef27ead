package io.tidings.event.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids as bytes and back. */
class IdEncodingTest {

  private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  @ParameterizedTest
  @CsvSource({
    "01ARZ3NDEKTSV4RRFFQ69G5FAV, 16",
    "00000000000000000000000000, 16",
    "7ZZZZZZZZZZZZZZZZZZZZZZZZZ, 16",
    "123e4567-e89b-12d3-a456-426614174000, 17",
    "ffffffff-ffff-ffff-ffff-ffffffffffff, 17",
    // Too large, lower case, and digits that a ULID lacks.
    "8ZZZZZZZZZZZZZZZZZZZZZZZZZ, 27",
    "01arz3ndektsv4rrffq69g5fav, 27",
    "01ARZ3NDEKTSV4RRFFQ69G5FAI, 27",
    "01ARZ3NDEKTSV4RRFFQ69G5FAU, 27",
    // Upper case, mixed case, a dash in another place.
    "123E4567-E89B-12D3-A456-426614174000, 37",
    "123e4567-e89b-12d3-a456-42661417400A, 37",
    "123e4567e89b--12d3-a456-426614174000, 37",
    "123e4567-e89b-12d3-a456-4266141740-0, 37",
    "x, 2",
    "fourteen-chars, 15",
    "fifteen-charact, 17",
    "sixteen-characte, 17",
    "seventeen-charact, 18"
  })
  void id_has_the_bytes_of_its_form_and_is_read_back(String id, int bytes) {
    assertThat(IdEncoding.encode(id)).hasSize(bytes);
    assertThat(IdEncoding.decode(IdEncoding.encode(id))).isEqualTo(id);
  }

  @Test
  void random_ids_are_read_back_and_never_collide() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    Map<String, String> ids = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      String id = random(random);
      byte[] bytes = IdEncoding.encode(id);
      assertThat(IdEncoding.decode(bytes)).as("seed %s", seed).isEqualTo(id);
      String other = ids.put(Arrays.toString(bytes), id);
      assertThat(other).as("seed %s", seed).isIn(null, id);
    }
  }

  private static String random(Random random) {
    return switch (random.nextInt(4)) {
      case 0 ->
          random.nextInt(8)
              + IntStream.range(0, 25)
                  .mapToObj(i -> String.valueOf(DIGITS.charAt(random.nextInt(32))))
                  .collect(Collectors.joining());
      case 1 -> new UUID(random.nextLong(), random.nextLong()).toString();
      // Texts of 14 to 18 characters, which have the lengths of the other forms.
      case 2 -> text(random, 14 + random.nextInt(5));
      default -> text(random, 1 + random.nextInt(128));
    };
  }

  private static String text(Random random, int length) {
    return random
        .ints(length, '!', '\u007f')
        .mapToObj(c -> String.valueOf((char) c))
        .collect(Collectors.joining());
  }

  @Test
  void bytes_of_one_form_compare_as_the_ids_do() {
    List<String> texts =
        List.of("a", "fifteen-charact", "fifteen-charact!", "fifteen-charactx", "fifteen-charaD");
    List<String> uuids =
        List.of("0f000000-0000-0000-0000-000000000000", "f0000000-0000-0000-0000-000000000000");
    List<String> ulids = List.of("01ARZ3NDEKTSV4RRFFQ69G5FAV", "01ARZ3NDEKTSV4RRFFQ69G5FB0");
    for (List<String> form : List.of(texts, uuids, ulids)) {
      assertThat(form.stream().sorted().toList())
          .isEqualTo(
              form.stream()
                  .map(IdEncoding::encode)
                  .sorted(Arrays::compareUnsigned)
                  .map(IdEncoding::decode)
                  .toList());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5, 15, 18})
  void bytes_of_no_form_are_rejected(int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) 7);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> IdEncoding.decode(bytes))
        .withMessageContaining("07".repeat(length));
  }
}
