package io.tidings.samples.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class ByteSizeTest {

  private final ByteSize size = new ByteSize();

  @ParameterizedTest
  @CsvSource({
    "1,1",
    "4096,4096",
    "12B,12",
    "64MiB,67108864",
    "64mib,67108864",
    "1 KiB,1024",
    "1.5KiB,1536",
    "2 GiB,2147483648",
    "1TiB,1099511627776",
    "3kB,3000",
    "3MB,3000000",
    "3GB,3000000000",
    "3TB,3000000000000",
    "9223372036854775807,9223372036854775807"
  })
  void a_number_with_a_unit_is_a_size(String text, long bytes) {
    assertThat(size.convert(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "much", "-1", "1XB", "1.", ".5", "1  MiB", "1e3", "٣"})
  void anything_else_is_none(String text) {
    assertThatThrownBy(() -> size.convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("is not a size");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0.5", "9223372036854775808", "9999999999999999999TiB"})
  void a_size_must_be_in_range(String text) {
    assertThatThrownBy(() -> size.convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("out of range");
  }
}
