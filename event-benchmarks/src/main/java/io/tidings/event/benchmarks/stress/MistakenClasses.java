package io.tidings.event.benchmarks.stress;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.util.function.Supplier;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Class loader of the library's own classes, one of them with a {@link Mistake}: a negative control
 * always differs from the engine in nothing else.
 */
final class MistakenClasses extends ClassLoader {

  private static final String LIBRARY = "io.tidings.event.";

  private final Mistake mistake;
  private int omitted;

  private MistakenClasses(Mistake mistake) {
    super(Race.class.getClassLoader());
    this.mistake = mistake;
  }

  /**
   * Returns a source of races on a library with a mistake.
   *
   * @throws IllegalStateException if the library has none of the calls to leave out
   */
  static Supplier<Race> races(Class<? extends Race> race, Mistake mistake) {
    try {
      MistakenClasses classes = new MistakenClasses(mistake);
      Class.forName(mistake.type(), true, classes);
      Constructor<? extends Race> constructor =
          classes.loadClass(race.getName()).asSubclass(Race.class).getDeclaredConstructor();
      constructor.setAccessible(true);
      return () -> create(constructor);
    } catch (ReflectiveOperationException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  private static Race create(Constructor<? extends Race> constructor) {
    try {
      return constructor.newInstance();
    } catch (ReflectiveOperationException failed) {
      throw new IllegalStateException(failed);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(LIBRARY) || name.equals(Race.class.getName())) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded != null ? loaded : define(name);
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    byte[] code = read(name);
    if (name.equals(mistake.type())) {
      code = withMistake(code);
      if (omitted == 0) {
        throw new IllegalStateException("nothing to leave out for " + mistake + "; adapt it");
      }
    }
    return defineClass(name, code, 0, code.length);
  }

  private byte[] read(String name) throws ClassNotFoundException {
    String file = name.replace('.', '/') + ".class";
    try (InputStream in = getParent().getResourceAsStream(file)) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      return in.readAllBytes();
    } catch (IOException unreadable) {
      throw new ClassNotFoundException(name, unreadable);
    }
  }

  private byte[] withMistake(byte[] code) {
    ClassReader reader = new ClassReader(code);
    ClassWriter writer = new ClassWriter(reader, 0);
    reader.accept(
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] exceptions) {
            MethodVisitor method =
                super.visitMethod(access, name, descriptor, signature, exceptions);
            return name.equals(mistake.method()) ? new WithoutCalls(method) : method;
          }
        },
        0);
    return writer.toByteArray();
  }

  /** Method without the calls that a mistake leaves out; their results are not used. */
  private final class WithoutCalls extends MethodVisitor {

    WithoutCalls(MethodVisitor method) {
      super(Opcodes.ASM9, method);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      if (!mistake.calls().contains(name) || Type.getReturnType(descriptor) != Type.VOID_TYPE) {
        super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        return;
      }
      omitted++;
      Type[] arguments = Type.getArgumentTypes(descriptor);
      for (int i = arguments.length - 1; i >= 0; i--) {
        super.visitInsn(arguments[i].getSize() == 2 ? Opcodes.POP2 : Opcodes.POP);
      }
      super.visitInsn(Opcodes.POP);
    }
  }
}
