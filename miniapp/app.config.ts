export default defineAppConfig({
  pages: ['workbench/index', 'session/choose', 'session/missing', 'pages/track/index'],
  subPackages: [
    { root: 'tickets', pages: ['list', 'detail', 'create'] },
    { root: 'customers', pages: ['toolbar', 'profile'] },
    { root: 'dispatch', pages: ['index', 'assign'] },
    { root: 'visits', pages: ['day', 'visit'] },
    { root: 'settlement', pages: ['earnings', 'settled'] },
    { root: 'report', pages: ['index'] },
  ],
  window: {
    navigationBarTitleText: '派单',
    navigationBarBackgroundColor: '@barBackground',
    navigationBarTextStyle: '@barText',
    backgroundColor: '@background',
    backgroundTextStyle: '@pullText',
  },
  darkmode: true,
  themeLocation: 'theme.json',
  permission: { 'scope.userLocation': { desc: '签到时核对是否到达服务现场，填写地址时定位' } },
  requiredPrivateInfos: ['getLocation', 'chooseLocation'],
  lazyCodeLoading: 'requiredComponents',
})
