import { defineConfig } from "astro/config";
import starlight from "@astrojs/starlight";

const categories = process.env.CATEGORIES.split(" ");

export default defineConfig({
  site: "https://help.example/",
  integrations: [
    starlight({
      title: "Help",
      defaultLocale: "en",
      locales: { en: { label: "English" }, fr: { label: "Français" } },
      sidebar: categories.map((name) => ({
        label: name,
        autogenerate: { directory: name },
        collapsed: true,
      })),
    }),
  ],
});
