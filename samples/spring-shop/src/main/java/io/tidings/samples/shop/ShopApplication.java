package io.tidings.samples.shop;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The application. */
@SpringBootApplication
public class ShopApplication {

  /** Starts the application. */
  public static void main(String... arguments) {
    SpringApplication.run(ShopApplication.class, arguments);
  }
}
