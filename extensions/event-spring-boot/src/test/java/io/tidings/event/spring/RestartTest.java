package io.tidings.event.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
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

  private WeakReference<ClassLoader> run() throws Exception {
    ClassLoader own = new ApplicationLoader();
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    Thread.currentThread().setContextClassLoader(own);
    try {
      Object shop =
          own.loadClass(RestartedShop.class.getName())
              .getDeclaredConstructor(String.class)
              .newInstance(folder.resolve("trail.db").toString());
      assertThat(shop.getClass()).isNotEqualTo(RestartedShop.class);
      assertThat(((Supplier<?>) shop).get()).isEqualTo(true);
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
    return new WeakReference<>(own);
  }

  @Test
  void restarted_application_reads_its_kinds_and_releases_the_old_classes() throws Exception {
    WeakReference<ClassLoader> first = run();
    run();

    Awaitility.await()
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(first.get()).isNull();
            });
  }
}
