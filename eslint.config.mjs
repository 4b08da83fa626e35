// createRequire finds the packages through NODE_PATH, which pre-commit sets for its node hooks.
import {createRequire} from "node:module";

const require = createRequire(import.meta.url);
const js = require("@eslint/js");
const jsdoc = require("eslint-plugin-jsdoc");
const globals = require("globals");

const strictness = {
  "array-callback-return": "error",
  curly: "error",
  "default-case-last": "error",
  eqeqeq: ["error", "always", {null: "ignore"}],
  "max-depth": ["error", 3],
  "max-lines": ["error", 300],
  "max-lines-per-function": ["error", 45],
  "no-alert": "error",
  "no-await-in-loop": "error",
  "no-console": "error",
  "no-else-return": "error",
  "no-eval": "error",
  "no-implied-eval": "error",
  "no-shadow": "error",
  "no-unused-vars": ["error", {argsIgnorePattern: "^_"}],
  "no-use-before-define": ["error", {functions: false}],
  "no-useless-return": "error",
  "no-var": "error",
  "no-warning-comments": "error",
  "object-shorthand": "error",
  "prefer-const": "error",
  "prefer-template": "error",
  radix: "error",
  "require-await": "error",
  strict: ["error", "never"],
};

const documentation = {
  "jsdoc/check-param-names": "error",
  "jsdoc/check-tag-names": "error",
  "jsdoc/check-types": "error",
  "jsdoc/require-param-name": "error",
};

export default [
  js.configs.recommended,
  {
    files: ["crm_clientfile*/static/**/*.js"],
    languageOptions: {
      ecmaVersion: 2024,
      sourceType: "module",
      globals: {...globals.browser, luxon: "readonly", odoo: "readonly"},
    },
  },
  {files: ["*.mjs"], languageOptions: {globals: globals.node}},
  {plugins: {jsdoc}, rules: {...strictness, ...documentation}},
  {
    // A tour is one list of steps, and a suite one function with all its cases.
    files: ["crm_clientfile*/static/tests/**/*.js"],
    rules: {"max-lines-per-function": "off"},
  },
];
