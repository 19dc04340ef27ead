package io.tidings.event.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JUnitVersionTest {

  /** The type by which JUnit 5.12 differs from 5.11. */
  private static final String NEWER =
      "org.junit.jupiter.api.extension.TestInstantiationAwareExtension";

  /** The class path of the tests, without one type. */
  private static final class OlderJUnit extends URLClassLoader {

    OlderJUnit() throws MalformedURLException {
      super(entries(), ClassLoader.getPlatformClassLoader());
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
      if (name.startsWith(NEWER)) {
        throw new ClassNotFoundException(name);
      }
      return super.findClass(name);
    }
  }

  @Test
  void sufficient_version_is_accepted() {
    assertThatCode(JUnitVersion::require).doesNotThrowAnyException();
  }

  @Test
  void message_has_both_versions_and_the_remedy() {
    assertThat(JUnitVersion.problem("5.11.4"))
        .contains("requires JUnit Jupiter 5.12 or later", "found 5.11.4", "junit-bom");
    assertThat(JUnitVersion.problem(null)).contains("found an older one");
  }

  /** The extension's own interface lacks a parent there, as it does in JUnit 5.11. */
  @Test
  void older_version_is_rejected_when_the_extension_is_created() throws Exception {
    try (OlderJUnit older = new OlderJUnit()) {
      Class<?> version = older.loadClass(JUnitVersion.class.getName());
      var require = version.getDeclaredMethod("require");
      require.setAccessible(true);
      assertThatThrownBy(() -> require.invoke(null))
          .isInstanceOf(InvocationTargetException.class)
          .cause()
          .isExactlyInstanceOf(LinkageError.class)
          .hasMessage(JUnitVersion.problem(implementationVersion()));
    }
  }

  private static String implementationVersion() {
    return String.valueOf(Test.class.getPackage().getImplementationVersion());
  }

  /** Creating the extension checks the version. */
  @Test
  void extension_is_created_with_this_version() throws Exception {
    Constructor<TidingsExtension> constructor = TidingsExtension.class.getConstructor();
    assertThat(constructor.newInstance()).isNotNull();
  }
}
