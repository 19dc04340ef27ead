package io.tidings.event.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A restart as by DevTools: the classes of the application in a class loader of their own. */
class RestartTest {

  @TempDir Path folder;

  /** Class loader that defines the classes of the application itself. */
  private static final class ApplicationLoader extends ClassLoader {
    ApplicationLoader() {
      super(RestartTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith(RestartedShop.class.getName())) {
        return super.loadClass(name, resolve);
      }
      Class<?> loaded = findLoadedClass(name);
      return loaded != null ? loaded : defined(name);
    }

    private Class<?> defined(String name) throws ClassNotFoundException {
      try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
        byte[] bytes = file.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException failure) {
        throw new ClassNotFoundException(name, failure);
      }
    }
  }

  @Test
  void restarted_application_reads_events_as_its_own_kinds() throws Exception {
    Object first = run();
    Object second = run();

    assertThat(first.getClass()).isNotEqualTo(second.getClass());
  }

  /** Starts and ends an application on the trail; returns it. */
  private Object run() throws Exception {
    ClassLoader own = new ApplicationLoader();
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    Thread.currentThread().setContextClassLoader(own);
    try {
      Object shop =
          own.loadClass(RestartedShop.class.getName())
              .getDeclaredConstructor(String.class)
              .newInstance(folder.resolve("trail.db").toString());
      assertThat(((Supplier<?>) shop).get()).isEqualTo(true);
      return shop;
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }
}
