package io.tidings.event.json.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.logging.LoggingTap;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MinimumVersionTest {

  /** The class path of the tests, without a type of a library. */
  private static final class WithoutType extends URLClassLoader {

    private final String type;

    WithoutType(String type) throws MalformedURLException {
      super(entries(), ClassLoader.getPlatformClassLoader());
      this.type = type;
    }

    private static URL[] entries() throws MalformedURLException {
      List<URL> entries = new ArrayList<>();
      for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
        entries.add(Path.of(entry).toUri().toURL());
      }
      return entries.toArray(URL[]::new);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (name.equals(type)) {
        throw new ClassNotFoundException(name);
      }
      return super.findClass(name);
    }
  }

  @ParameterizedTest
  @CsvSource({"2,15,false", "2,16,true", "2,22,true", "1,99,false", "3,0,true", "0,0,false"})
  void jackson_must_be_2_16_or_later(int major, int minor, boolean sufficient) {
    assertThat(MinimumVersion.isSufficientJackson(major, minor)).isEqualTo(sufficient);
  }

  @Test
  void versions_of_this_build_suffice() {
    assertThatCode(MinimumVersion::requireJackson).doesNotThrowAnyException();
    assertThatCode(MinimumVersion::requireSlf4j).doesNotThrowAnyException();
  }

  @Test
  void message_has_both_versions_and_the_remedy() {
    assertThat(MinimumVersion.JACKSON.problem("2.15.4"))
        .contains("jackson-core 2.16 or later", "found 2.15.4", "jackson-bom.version");
    assertThat(MinimumVersion.SLF4J.problem(null))
        .contains("slf4j-api 2.0 or later", "found an older one", "slf4j.version");
  }

  /** SLF4J 1.7 has no fluent API. */
  @Test
  void older_slf4j_is_rejected_when_the_tap_is_first_used() throws Exception {
    try (WithoutType older = new WithoutType("org.slf4j.spi.LoggingEventBuilder")) {
      assertThatThrownBy(() -> Class.forName(LoggingTap.class.getName(), true, older))
          .isExactlyInstanceOf(LinkageError.class)
          .hasMessageContaining("event-logging requires org.slf4j:slf4j-api 2.0 or later");
    }
  }
}
