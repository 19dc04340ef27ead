package io.tidings.event.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.testkit.contract.Contract;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The tests of {@link EventModule} with the oldest Jackson that is supported. */
@Contract("JSN-07")
class OldestJacksonTest {

  private static final ClassLoader OLDEST =
      new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader());

  /** Returns the class path of this test with the older jars in place of its own. */
  private static URL[] classPath() {
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    try (Stream<Path> older = Files.list(Path.of("target/oldest-jackson"))) {
      return Stream.concat(
              Stream.of(path.split(File.pathSeparator))
                  .map(Path::of)
                  .filter(entry -> !entry.getFileName().toString().startsWith("jackson-")),
              older)
          .map(OldestJacksonTest::url)
          .toArray(URL[]::new);
    } catch (IOException failure) {
      throw new IllegalStateException("run mvn generate-test-resources first", failure);
    }
  }

  private static URL url(Path entry) {
    try {
      return entry.toUri().toURL();
    } catch (MalformedURLException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Test
  void version_is_2_16() throws Exception {
    Class<?> version = OLDEST.loadClass("com.fasterxml.jackson.databind.cfg.PackageVersion");

    assertThat(version.getField("VERSION").get(null)).hasToString("2.16.2");
  }

  @TestFactory
  List<DynamicTest> tests_pass() throws Exception {
    return tests(EventModuleTest.class.getName());
  }

  @TestFactory
  @Contract("REF-01")
  List<DynamicTest> references_have_the_same_bytes() throws Exception {
    return tests("io.tidings.event.reference.CatalogWriterTest");
  }

  private static List<DynamicTest> tests(String className) throws Exception {
    Class<?> tests = OLDEST.loadClass(className);
    Constructor<?> constructor = tests.getDeclaredConstructor();
    constructor.setAccessible(true);
    List<DynamicTest> found = new ArrayList<>();
    for (Method method : Class.forName(className).getDeclaredMethods()) {
      if (method.isAnnotationPresent(Test.class)) {
        Method test = tests.getDeclaredMethod(method.getName());
        test.setAccessible(true);
        found.add(
            DynamicTest.dynamicTest(method.getName(), () -> run(test, constructor.newInstance())));
      }
    }
    assertThat(found).hasSizeGreaterThan(6);
    return found;
  }

  /** Runs a test with the older jars' services. */
  private static void run(Method test, Object instance) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader own = thread.getContextClassLoader();
    thread.setContextClassLoader(OLDEST);
    try {
      test.invoke(instance);
    } finally {
      thread.setContextClassLoader(own);
    }
  }
}
