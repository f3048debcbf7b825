/** Only Taro's build reads this; the server runs through tsx and the tests through swc. */
module.exports = {
  presets: [['taro', { framework: 'react', ts: true, compiler: 'webpack5', useBuiltIns: false }]],
}
